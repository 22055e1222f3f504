using System.Text.Json;
using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests.PyTorch;

/// <summary>What is exported is a model for PyTorch.</summary>
public sealed class ExportTests : Workplace
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "PyTorch", "run_export.py");

    [PyTorchFact]
    public async Task WholeModel_LoadedByPyTorch_PredictsWhatPredictSays()
    {
        var config = Path.Combine(Folder, "often.conf");
        await File.WriteAllTextAsync(config, "split-learning.plan.checkpoint-every-epochs = 1");
        (await AskAsync("central", "--config", config, "--run-id", "r1", "--epochs", "1", "--data", Data)).With(0);
        (await AskAsync("runs", "export", "r1", "--format", "safetensors", "--out", "whole.safetensors")).With(0);

        var loading = NodeProcess.StartOther(Python.WithTorch!, Folder, [Script, "whole.safetensors", "drawn.png"]);
        var python = (await loading.EndAsync()).With(0);
        var predicted = (await AskAsync("predict", "r1", "--input", "drawn.png", "--output", "json")).With(0);

        var theirs = JsonSerializer.Deserialize<double[]>(python.Out)!;
        var ours = JsonNode.Parse(predicted.Out)!["predictions"]![0]!["probabilities"]!.AsObject();
        Assert.Equal(10, theirs.Length);
        foreach (var ((digit, probability), expected) in ours.Zip(theirs))
            Assert.True(
                Math.Abs((double)probability! - expected) < 1e-5, $"{digit}: {probability}, PyTorch says {expected}");
    }
}
