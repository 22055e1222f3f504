using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;

namespace Embedded.Akka.Tests.Actors;

public sealed class SmokeTests(ITestOutputHelper output) : TestKit("akka.loglevel = DEBUG", output)
{
    private sealed class Echo : ReceiveActor
    {
        public Echo()
        {
            Receive<string>(s => Sender.Tell(s));
            ReceiveAsync<int>(async i =>
            {
                await Task.Yield();
                Sender.Tell(i + 1);
            });
        }
    }

    [Fact]
    public async Task Echo_Tell_Replies()
    {
        var echo = Sys.ActorOf(Props.Create(() => new Echo()), "echo");

        echo.Tell("hi");
        echo.Tell(1);
        echo.Tell("again");

        await ExpectMsgAsync("hi");
        await ExpectMsgAsync(2);
        await ExpectMsgAsync("again");
        Assert.Equal(5, await echo.Ask<int>(4));
        Watch(echo);
        echo.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(echo);
    }
}
