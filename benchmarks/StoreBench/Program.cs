using SplitLearning.Benchmarks;
using StoreBench;

const string Usage = """
    Fills SQLite stores with digits and scans, reads from them and trains on them; prints the figures as JSON.
      --runs N       runs of each part, and rounds of epochs, behind the warm-up; the median counts (default 5)
      --samples N    drawn digits to train with; a sixth as many to test with (default 60000)
      --scans N      drawn scans in all (default 1000)
      --batches N    batches of 64 (default 1000)
      --only PART    import, verify, batch, open or epoch (default: all of them)
      --data DIR     a folder with mnist and oct in it, instead of drawing
    """;

if (!Options.TryParse(args, out var options))
{
    Console.WriteLine(Usage);
    return args is ["--help"] ? 0 : 2;
}

using var place = new Workplace(options);
var figures = new List<Figure>();
place.Draw("mnist");
if (options.Has("import"))
{
    place.Draw("oct");
    figures.Add(await Imports.MeasureAsync(place, "mnist", aim: 20, options.Runs));
    figures.Add(await Imports.MeasureAsync(place, "oct", aim: 10, options.Runs));
}
else
{
    await place.ImportAsync("mnist");
}

if (options.Has("verify"))
    figures.Add(await Imports.VerifyAsync(place, "mnist", options.Runs));
if (options.Has("batch"))
    figures.Add(await Batches.MeasureAsync(place, "mnist", options.Batches));
var epochs = new Epochs(place, "mnist");
if (options.Has("open"))
    figures.AddRange(await epochs.OpenAsync(options.Runs));
if (options.Has("epoch"))
    figures.AddRange(await epochs.TrainAsync(options.Runs));
Repeated.Print(figures);
return 0;
