using Akka.Actor;
using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Actors.Inspection;

/// <summary>
/// Finds the actors below <c>/user</c> level by level, by asking them who they are; answers once, and ends.
/// </summary>
internal sealed class ActorCensus : ReceiveActor
{
    /// <summary>Nobody says whether another answer will come; after so long a silence none is expected.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    // A separator comes before all else in a name, so that children follow their parent.
    private readonly SortedSet<string> _paths = new(Comparer<string>.Create((left, right) =>
        string.CompareOrdinal(left.Replace('/', '\0'), right.Replace('/', '\0'))));

    public ActorCensus(IActorRef asker)
    {
        Receive<ActorIdentity>(answer => answer.Subject is not null, answer =>
        {
            var path = answer.Subject!.Path.ToStringWithoutAddress();
            if (_paths.Add(path))
            {
                AskChildrenOf(path);
            }
        });
        Receive<ActorIdentity>(_ => { });
        Receive<ReceiveTimeout>(_ =>
        {
            _paths.Remove(Self.Path.ToStringWithoutAddress());
            asker.Tell(new ActorsSeen([.. _paths]));
            Context.Stop(Self);
        });
    }

    protected override void PreStart()
    {
        Context.SetReceiveTimeout(Silence);
        AskChildrenOf("/user");
    }

    private static void AskChildrenOf(string path) =>
        Context.ActorSelection(path + "/*").Tell(new Identify(path), Context.Self);
}
