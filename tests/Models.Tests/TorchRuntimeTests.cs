using System.Runtime.InteropServices;
using TorchSharp;

namespace SplitLearning.Models.Tests;

public sealed partial class TorchRuntimeTests
{
    [Fact]
    public void Configure_OnThisAndOnAnotherThread_SetsTheNumberOfBoth()
    {
        var elsewhere = 0;
        TorchRuntime.Configure(2);
        var other = new Thread(() =>
        {
            TorchRuntime.Configure(2);
            elsewhere = torch.get_num_threads();
        });
        other.Start();
        other.Join();

        Assert.Equal(2, torch.get_num_threads());
        Assert.Equal(2, elsewhere);
    }

    [Fact]
    public void Configure_WithAnotherNumber_Follows()
    {
        TorchRuntime.Configure(1);
        var one = torch.get_num_threads();
        TorchRuntime.Configure(2);

        Assert.Equal((1, 2), (one, torch.get_num_threads()));
    }

    [Fact]
    public void Environment_OfNativeCode_HasTheWaitPolicy()
    {
        TorchRuntime.Configure(2);

        var users = Environment.GetEnvironmentVariable("OMP_WAIT_POLICY");
        Assert.Equal(users ?? "passive", Marshal.PtrToStringUTF8(GetEnvironment("OMP_WAIT_POLICY")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Configure_NoThreads_Throws(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.Configure(threads));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);
}
