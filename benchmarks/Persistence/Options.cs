namespace PersistenceBench;

internal sealed record Options(int Runs = 5, int Events = 20_000, string? Folder = null, string Synchronous = "full")
{
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
                case "--events" when int.TryParse(value, out var events) && events >= 1000:
                    options = options with { Events = events };
                    break;
                case "--folder" when Directory.Exists(value):
                    options = options with { Folder = value };
                    break;
                case "--synchronous" when value is "full" or "normal":
                    options = options with { Synchronous = value };
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
