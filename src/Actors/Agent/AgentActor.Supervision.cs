using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Data;
using SplitLearning.Actors.Protocols;

namespace SplitLearning.Actors.Agent;

/// <content>What becomes of children that fail.</content>
public sealed partial class AgentActor
{
    // A share that is mounted anew, memory that was short: what lasts longer than this will not pass by itself.
    private const int ShardRestarts = 3;
    private static readonly TimeSpan ShardRestartWindow = TimeSpan.FromMinutes(1);

    private IActorRef _dataShard = ActorRefs.Nobody;
    private ShardReadException? _shardFailure; // the last one

    /// <summary>Reading goes on after a restart, as its cursor is kept; any other failure ends the run.</summary>
    protected override SupervisorStrategy SupervisorStrategy()
    {
        var endRun = EndRun();
        return new OneForOneStrategy(ShardRestarts, ShardRestartWindow, e =>
        {
            if (e is not ShardReadException failure)
            {
                return endRun(e);
            }

            _shardFailure = failure;
            return Directive.Restart; // once too often, the strategy stops the child, and its end is seen
        });
    }

    private void ReceiveEndOfDataShard() => Receive<Terminated>(t => t.ActorRef.Equals(_dataShard), _ =>
    {
        _log.Error(_shardFailure, "The data of agent {0} cannot be read", _options.Name);
        Leave(FailureKind.Internal, $"Agent '{_options.Name}' has failed: {_shardFailure?.Message} (reading was "
            + $"restarted {ShardRestarts} times within {ShardRestartWindow.TotalSeconds:0} s)");
    });
}
