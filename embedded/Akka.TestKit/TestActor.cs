using System.Threading.Channels;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Puts what it gets where the test looks for it.</summary>
internal sealed class TestActor(ChannelWriter<MessageEnvelope> queue) : ActorBase
{
    private Func<object, bool>? _ignore;
    private AutoPilot _pilot = AutoPilot.NoAutoPilot;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore ignore:
                _ignore = ignore.Messages;
                break;
            case SetAutoPilot auto:
                _pilot = auto.Pilot;
                break;
            case Watch watch:
                Context.Watch(watch.Actor);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                break;
            default:
                Take(message);
                break;
        }
        return true;
    }

    private void Take(object message)
    {
        if (_pilot is not Akka.TestKit.NoAutoPilot && _pilot.Run(Sender, message) is var next and not KeepRunning)
            _pilot = next;
        if (_ignore?.Invoke(message) != true)
            queue.TryWrite(new MessageEnvelope(message, Sender));
    }

    internal sealed record SetIgnore(Func<object, bool>? Messages);

    internal sealed record SetAutoPilot(AutoPilot Pilot);

    internal sealed record Watch(IActorRef Actor);

    internal sealed record Unwatch(IActorRef Actor);
}
