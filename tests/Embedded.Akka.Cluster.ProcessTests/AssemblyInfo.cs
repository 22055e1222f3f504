// Each test starts processes that want all cores; two at a time would only time each other out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
