namespace Embedded.Akka.Remote.Tests;

/// <summary>Two systems of the same settings, for each test anew.</summary>
public abstract class TwoNodes(string settings) : IAsyncLifetime
{
    private protected Node Here { get; } = new("here", settings);

    private protected Node There { get; } = new("there", settings);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
    }
}
