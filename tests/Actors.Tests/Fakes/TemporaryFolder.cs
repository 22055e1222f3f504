namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A folder of a test's own, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("actors-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Puts a file where a folder would have to be created, so that nothing can be written below it.</summary>
    public void Block(string name) => File.WriteAllText(System.IO.Path.Combine(Path, name), "");
}
