// Threads of torch belong to the process: trainings with other numbers of them at the same time have other bits.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
