// The processes of a test wait for each other, and for clocks, half of the time. More than two tests at once would time
// each other out.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
