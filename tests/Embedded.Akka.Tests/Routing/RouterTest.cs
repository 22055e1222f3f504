using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Routing;

public abstract class RouterTest : TestKit
{
    /// <summary>A routee: tells everything to the test with its name before it.</summary>
    protected Props Worker => Props.Create(() => new Working(TestActor));

    protected IReadOnlyList<IActorRef> RouteesOf(IActorRef router)
    {
        router.Tell(GetRoutees.Instance);
        return ExpectMsg<Routees>().Members.Select(routee => ((ActorRefRoutee)routee).Actor).ToList();
    }

    /// <summary>Whom the router chooses, by the names of the routees. Each answers before the next message is sent:
    /// routees run at the same time.</summary>
    protected string[] Chosen(IActorRef router, int messages)
    {
        var chosen = new string[messages];
        for (var i = 0; i < messages; i++)
        {
            router.Tell("who");
            chosen[i] = ExpectMsg<string>();
        }
        return chosen;
    }

    protected sealed class Working : ReceiveActor
    {
        private readonly IActorRef _to;

        public Working(IActorRef to)
        {
            _to = to;
            Receive<string>(s => s == "who", _ => to.Tell(Self.Path.Name));
            Receive<string>(s => s == "fail", s => throw new InvalidOperationException(s));
            Receive<string>(s => s == "sender", _ => to.Tell(Sender));
            ReceiveAny(to.Tell);
        }

        protected override void PostRestart(Exception reason) => _to.Tell("restarted");
    }
}
