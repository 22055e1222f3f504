using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, ".lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lock_Taken_IsHeldUntilItIsDisposedOf()
    {
        Assert.False(RunLock.IsHeld(File));

        using (RunLock.Take(File))
            Assert.Equal((true, false), (RunLock.IsHeld(File), RunLock.WasLeft(File)));

        Assert.False(RunLock.IsHeld(File));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Lock_HeldBySomebody_IsRefusedToOthers()
    {
        using var held = RunLock.Take(File);

        var thrown = Assert.Throws<NodeFailureException>(() => RunLock.Take(File));

        Assert.Equal(ExitCode.Storage, thrown.Code);
        Assert.Contains("another process", thrown.Message);
    }

    [Fact]
    public void Lock_LeftByAKilledProcess_IsNotHeld()
    {
        _folder.Write(".lock", "");

        Assert.Equal((false, true), (RunLock.IsHeld(File), RunLock.WasLeft(File)));
        RunLock.Take(File).Dispose();
        Assert.False(RunLock.WasLeft(File));
    }
}
