namespace SplitLearning.EndToEnd.Tests;

/// <summary>
/// A disk of a given size that only processes started by it can see: a file system in memory, in a mount namespace of
/// its own, which needs no rights where users may have namespaces. Gone with its first process.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _workplace;
    private readonly string _path;
    private readonly NodeProcess _holder;

    private SmallDisk(string workplace, string name, string size)
    {
        _workplace = workplace;
        _path = Directory.CreateDirectory(Path.Combine(workplace, name)).FullName;
        _holder = NodeProcess.StartOther("unshare", workplace, ["-rm", "sh", "-c",
            "mount -t tmpfs -o size=$0 none \"$1\" && echo ready && exec sleep infinity", size, _path]);
    }

    /// <param name="workplace">Current directory of the processes.</param>
    /// <param name="name">Folder in the workplace on which the disk appears.</param>
    /// <param name="size">As mount has it: <c>64k</c>, <c>3m</c>.</param>
    public static async Task<SmallDisk> StartAsync(string workplace, string name, string size)
    {
        var disk = new SmallDisk(workplace, name, size);
        await disk._holder.LineAsync("ready");
        return disk;
    }

    /// <summary>Gives the disk another size, <c>size=64m</c>, or other rights, <c>ro</c>.</summary>
    public async Task RemountAsync(string option) =>
        (await RunAsync("mount", "-o", $"remount,{option}", _path)).With(0);

    /// <summary>Runs <c>splitlearning</c> where it sees the disk.</summary>
    public Task<Ended> AskAsync(params string[] arguments) => RunAsync([NodeProcess.Program, .. arguments]);

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    // Who enters a namespace stands at its root.
    private async Task<Ended> RunAsync(params string[] command)
    {
        await using var process = NodeProcess.StartOther("nsenter", _workplace,
        [
            "--target", $"{_holder.Id}", "--user", "--mount", "--preserve-credentials",
            "sh", "-c", "cd \"$0\" && exec \"$@\"", _workplace, .. command,
        ]);
        return await process.EndAsync();
    }
}
