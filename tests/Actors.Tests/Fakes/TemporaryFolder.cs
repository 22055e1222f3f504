namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A folder of a test's own, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("actors-tests-").FullName;

    // What an actor had begun to write off its own thread may still come to an end.
    public void Dispose() => Assert.True(SpinWait.SpinUntil(TryDelete, TimeSpan.FromSeconds(20)), Path);

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Puts a file where a folder would have to be created, so that nothing can be written below it.</summary>
    public void Block(string name) => File.WriteAllText(System.IO.Path.Combine(Path, name), "");
}
