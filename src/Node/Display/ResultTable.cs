using System.Globalization;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Display;

/// <summary>The end of a run: a line for each epoch, the hash of the weights, and where the files are.</summary>
internal sealed class ResultTable
{
    private readonly List<string> _rows = [];
    private EpochFinished? _train;
    private RunFinished? _end;
    private string? _folder;

    /// <summary>What the run counts.</summary>
    public string Step { get; private set; } = "epoch";

    public void Add(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case ServerListening listening:
                _folder = listening.RunFolder;
                break;
            case FederatedStarted federated:
                (_folder, Step) = (federated.RunFolder, "round");
                break;
            case RoundFinished { Train: { } train, Test: { } test } round:
                _rows.Add(Row(round.Round, train.Loss, train.Accuracy, test.Loss, test.Accuracy, round.Seconds));
                break;
            case CentralStarted started:
                _folder = started.RunFolder;
                break;
            case EpochFinished { Phase: Phase.Train } train:
                _train = train;
                break;
            case EpochFinished test when _train is { } train:
                _rows.Add(Row(train, test));
                break;
            case RunFinished end:
                _end = end;
                break;
        }
    }

    /// <summary>Writes nothing for a process that has seen no run.</summary>
    public void Write(TextWriter output)
    {
        if (_rows.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"{Step}  train loss  train accuracy  test loss  test accuracy  seconds");
            foreach (var row in _rows)
                output.WriteLine(row);
            output.WriteLine();
        }

        if (_end is { } end)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Finished in {end.Seconds:0.0} s; {end.Parameters} parameters, weights_sha256 {end.WeightsSha256}"));
        if (_folder is not null)
            output.WriteLine($"Files of the run: {_folder}");
    }

    private static string Row(EpochFinished train, EpochFinished test) => Row(
        test.Epoch, train.Loss, Share(train), test.Loss, Share(test), train.Seconds + test.Seconds);

    private static string Row(
        int step, double trainLoss, double trainShare, double testLoss, double testShare, double seconds) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{step,5}  {trainLoss,10:0.0000}  {100 * trainShare,12:0.00} %  {testLoss,9:0.0000}"
            + $"  {100 * testShare,11:0.00} %  {seconds,7:0.0}");

    private static double Share(EpochFinished epoch) => epoch.Total == 0 ? 0 : (double)epoch.Correct / epoch.Total;
}
