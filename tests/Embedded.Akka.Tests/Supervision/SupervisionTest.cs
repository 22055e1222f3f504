using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Supervision;

public abstract class SupervisionTest : TestKit
{
    protected void Fail(IActorRef child) =>
        EventFilter.Error("boom").ExpectOne(() => child.Tell(new Boom()));

    protected IActorRef Child(SupervisorStrategy strategy, Props? props = null) =>
        ChildOf(ActorOf(() => new Parent(strategy, TestActor)), props);

    protected IActorRef ChildOf(IActorRef parent, Props? props = null)
    {
        parent.Tell(props ?? Props.Create(() => new Worker(TestActor)));
        return ExpectMsg<IActorRef>();
    }

    protected sealed record Boom;

    protected sealed class Parent : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Parent(SupervisorStrategy strategy, IActorRef to)
        {
            _strategy = strategy;
            Receive<Props>(props => to.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    protected sealed class Worker : ReceiveActor
    {
        private readonly IActorRef _to;
        private int _sum;

        public Worker(IActorRef to)
        {
            _to = to;
            Receive<int>(i => _sum += i);
            Receive<string>(_ => to.Tell(_sum));
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
        }

        protected override void PostRestart(Exception reason) => _to.Tell("restarted");
    }
}
