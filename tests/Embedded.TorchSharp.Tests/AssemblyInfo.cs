// Live tensors are counted for the whole process, and the random generator and the thread count are its too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
