using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Report;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Programs;

/// <summary>Tells what the network of a checkpoint takes files for.</summary>
internal sealed class PredictProgram(ICheckpointModel checkpoint, OutputFormat output, Terminal terminal)
{
    private static readonly string[] Head = ["file", "class", " probability"];

    private readonly List<Prediction> _predictions = [];
    private readonly List<UnusableInput> _unusable = [];

    /// <exception cref="NodeFailureException">Files cannot be used; the others have been predicted.</exception>
    public void Run(IReadOnlyList<string> files)
    {
        using (var model = checkpoint.Predictor())
            foreach (var file in files)
                Predict(file, model);
        if (output == OutputFormat.Json)
            terminal.Out.Write(RunJson.Pretty(new
            {
                Checkpoint = checkpoint.Place.FolderName,
                Predictions = _predictions,
                Unusable = _unusable,
            }));
        else
            WriteText();
        if (_unusable.Count > 0)
            throw new NodeFailureException(ExitCode.Data,
                $"{_unusable.Count} of {files.Count} files cannot be used; the lines above say why.");
    }

    private void Predict(string file, IPredictor model)
    {
        var workload = Workloads.Find(checkpoint.Workload);
        try
        {
            var inputs = DatasetCatalog.Find(workload.Name)!.ReadInput(
                file, checkpoint.Network.Architecture.InputShape);
            var several = inputs.Shape[0] > 1;
            foreach (var (sample, probabilities) in model.Predict(inputs).Index())
                _predictions.Add(
                    Prediction.Of(file, several ? sample + 1 : null, probabilities, workload.ClassNames));
        }
        catch (DatasetException cause)
        {
            _unusable.Add(new(file, OneLine.Of(cause)));
            terminal.Error.WriteLine($"warning: {OneLine.Of(cause)}");
        }
    }

    private void WriteText()
    {
        if (_predictions.Count > 0)
            TextTable.Write(terminal.Out, Head, _predictions.Select(prediction => new[]
            {
                prediction.Row is { } row ? $"{prediction.File}, row {row}" : prediction.File,
                prediction.Class,
                Figures.Percent(prediction.Probability),
            }));
    }
}
