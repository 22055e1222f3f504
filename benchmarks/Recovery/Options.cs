namespace RecoveryBench;

/// <param name="Program">Path of <c>splitlearning</c>.</param>
/// <param name="Runs">Losses, pairs of runs, and hand-overs beside a bare transfer; the median counts.</param>
/// <param name="Samples">Drawn digits to train with; a sixth as many to test with.</param>
/// <param name="Only">The one part to measure; null for all.</param>
internal sealed record Options(string Program, int Runs = 5, int Samples = 60_000, string? Only = null)
{
    public static IReadOnlyList<string> Parts { get; } = ["agent", "server", "cost", "handover"];

    public bool Has(string part) => Only is null || Only == part;

    /// <returns>False: something is not known, or wrong.</returns>
    public static bool TryParse(string[] args, out Options options)
    {
        options = new Options(args.FirstOrDefault() ?? "");
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--runs" when int.TryParse(value, out var runs) && runs > 0 && runs % 2 == 1:
                    options = options with { Runs = runs };
                    break;
                case "--samples" when int.TryParse(value, out var samples) && samples >= 1200:
                    options = options with { Samples = samples };
                    break;
                case "--only" when Parts.Contains(value):
                    options = options with { Only = value };
                    break;
                default:
                    return false;
            }
        }

        return File.Exists(options.Program);
    }
}
