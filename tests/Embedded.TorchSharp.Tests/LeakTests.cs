using TorchSharp;
using TorchSharp.Interop;

namespace Embedded.TorchSharp.Tests;

public sealed class LeakTests
{
    [Fact]
    public void LeNet_ThousandTrainingSteps_LeavesAsManyTensorsAsBefore()
    {
        using var lenet = new LeNet(batch: 4);
        lenet.Step(); // the first step makes the momentum buffers
        GC.Collect();
        GC.WaitForPendingFinalizers(); // what other tests leaked must not be given back in between
        var (managed, native) = (torch.Tensor.TotalCount, Native.ts_live());

        for (var step = 0; step < 1000; step++) lenet.Step();

        Assert.Equal((managed, native), (torch.Tensor.TotalCount, Native.ts_live()));
    }
}
