namespace RecoveryBench;

/// <summary>What was measured on.</summary>
/// <param name="LoadBefore">Of the last minute, before anything was measured: near 0 where nobody disturbs.</param>
internal sealed record Machine(string Cpu, int Cores, double MemoryGib, double LoadBefore)
{
    public static Machine Describe() => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        Math.Round(Number(Field("/proc/meminfo", "MemTotal").Split(' ')[0]) / 1048576, 1),
        Number(File.ReadAllText("/proc/loadavg").Split(' ')[0]));

    private static string Field(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
