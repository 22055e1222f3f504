using SplitLearning.Benchmarks;
using SplitLearning.Benchmarks.ImageDecode;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

var locator = DatasetLocator.OfProcess();
var folder = args is [var named] ? named : null;
var results = new List<Throughput>();
foreach (var kind in (ImageFolderKind[])[CellsDataset.Kind, ScansDataset.Kind])
{
    var home = locator.Find(folder, kind) ?? throw new DatasetException(
        $"No {kind.Name}: name the folder of the datasets, or put {kind.Folder} into one of the usual places");
    foreach (var threads in (int[])[1, 2])
        results.Add(await Throughput.MeasureAsync(home, kind, threads));
}

Repeated.Print(results);
