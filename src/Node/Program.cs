using SplitLearning.Node.Commands;
using SplitLearning.Node.Hosting;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
