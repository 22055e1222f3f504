namespace RecoveryBench;

/// <summary>Resident memory of a process, in MiB, as the kernel counts it.</summary>
/// <param name="Before">When the watching began.</param>
/// <param name="Peak">The most since then.</param>
internal sealed record Resident(double Before, double Peak)
{
    public double Added => Math.Round(Peak - Before, 1);

    /// <summary>Begins to watch: forgets the peak until now.</summary>
    /// <returns>What is resident now.</returns>
    public static double Watch(int process)
    {
        File.WriteAllText($"/proc/{process}/clear_refs", "5"); // man 5 proc_pid_clear_refs
        return Read(process, "VmRSS:");
    }

    public static Resident Since(int process, double before) => new(before, Read(process, "VmHWM:"));

    private static double Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .Single(line => line.StartsWith(name, StringComparison.Ordinal));
        var kib = line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return Math.Round(double.Parse(kib, CultureInfo.InvariantCulture) / 1024, 1);
    }
}
