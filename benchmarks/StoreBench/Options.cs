namespace StoreBench;

/// <param name="Only">The one part to measure; null for all.</param>
/// <param name="Data">Folder of datasets; null to draw them.</param>
internal sealed record Options(
    int Runs = 5, int Samples = 60_000, int Scans = 1000, int Batches = 1000, string? Only = null, string? Data = null)
{
    public static IReadOnlyList<string> Parts { get; } = ["import", "verify", "batch", "open", "epoch"];

    public bool Has(string part) => Only is null || Only == part;

    /// <returns>False: something is not known, or wrong.</returns>
    public static bool TryParse(string[] args, out Options options)
    {
        options = new Options();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--runs" when int.TryParse(value, out var runs) && runs > 0:
                    options = options with { Runs = runs };
                    break;
                case "--samples" when int.TryParse(value, out var samples) && samples >= 600:
                    options = options with { Samples = samples };
                    break;
                case "--scans" when int.TryParse(value, out var scans) && scans >= 20:
                    options = options with { Scans = scans };
                    break;
                case "--batches" when int.TryParse(value, out var batches) && batches >= 100:
                    options = options with { Batches = batches };
                    break;
                case "--only" when Parts.Contains(value):
                    options = options with { Only = value };
                    break;
                case "--data" when Directory.Exists(value):
                    options = options with { Data = Path.GetFullPath(value) };
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
