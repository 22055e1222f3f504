using Akka.Actor;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Enlistment;

/// <summary>Lets agents in, gives each its number, knows those that come back.</summary>
/// <param name="workload">The run's.</param>
/// <param name="agents">How many the run has.</param>
/// <param name="former">
/// Who took part in a run that is gone on with: as many as now, and nobody else is let in; another number, and one of
/// them must be among the agents. Empty: whoever comes.
/// </param>
internal sealed class EnlistmentDesk(string workload, int agents, ShardMode mode, IReadOnlyList<string> former)
{
    private const int MaxNameLength = 64;
    private const int MaxDataLength = 1000;

    private readonly Dictionary<string, Candidate> _candidates = [];

    public int Enlisted => _candidates.Count;

    /// <summary>How many the run has.</summary>
    public int Expected => agents;

    /// <summary>Those who have enlisted.</summary>
    public IEnumerable<IActorRef> Agents => _candidates.Values.Select(candidate => candidate.Agent);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _candidates.Keys;

    /// <summary>Who is to come is known by name.</summary>
    public bool KnowsAll => former.Count == agents;

    public bool IsComplete => _candidates.Count == agents;

    /// <summary>Notes an agent down; the same agent may ask again.</summary>
    public Admission Admit(Enlist offer, IActorRef agent)
    {
        var known = _candidates.GetValueOrDefault(offer.Name);
        if (known?.Agent.Equals(agent) == true)
        {
            return new Admission.Repeated();
        }

        if ((ReasonAgainst(offer) ?? ReasonAgainstData(offer, known)) is { } refusal)
        {
            return new Admission.Refused(refusal);
        }

        if (known is not null)
        {
            var isSameProcess = offer.Process.Length > 0 && offer.Process == known.Offer.Process;
            return new Admission.CameBack(known.Agent, isSameProcess);
        }

        if (IsComplete)
        {
            return new Admission.Refused($"all {agents} agents of the run are there already.");
        }

        if (KnowsAll && !former.Contains(offer.Name))
        {
            return new Admission.Refused(
                $"the run's agents are {string.Join(", ", former)}; take one of these names to go on with it.");
        }

        if (IsLastPlaceKeptFrom(offer.Name))
        {
            return new Admission.Refused(
                "the last place is kept for an agent that has the run's client model, which newcomers begin from: "
                + $"{string.Join(" or ", former)}.");
        }

        _candidates.Add(offer.Name, new Candidate(agent, offer));
        return new Admission.Accepted();
    }

    /// <summary>The agent of this name has a new life; the former one is over.</summary>
    public void Replace(Enlist offer, IActorRef agent) => _candidates[offer.Name] = new Candidate(agent, offer);

    /// <returns>Null for an actor that nobody has enlisted as, or does so any more.</returns>
    public string? NameOf(IActorRef agent) => _candidates.FirstOrDefault(c => c.Value.Agent.Equals(agent)).Key;

    /// <summary>Why an agent may not come in under a name while another one answers under it.</summary>
    public string NameIsTaken(string name) => $"an agent of the name '{name}' has enlisted already, from "
        + $"{_candidates[name].Agent.Path.Address}; names must differ.";

    public void Dismiss(IActorRef agent) => Dismiss(candidate => candidate.Agent.Equals(agent));

    public void DismissAllAt(Address address) => Dismiss(candidate => candidate.Agent.Path.Address.Equals(address));

    /// <summary>
    /// The agents in the order of their names; their numbers count from 1. Also those that are known and not there yet.
    /// </summary>
    public IReadOnlyList<EnlistedAgent> Numbered() =>
    [
        .. (KnowsAll ? former : [.. _candidates.Keys]).Order(AgentNameComparer.Instance)
            .Select((name, i) => _candidates.TryGetValue(name, out var candidate)
                ? new EnlistedAgent(i + 1, name, candidate.Offer.Data, candidate.Agent)
                : new EnlistedAgent(i + 1, name, Data: "", ActorRefs.Nobody)),
    ];

    /// <summary>Compares the shards that all agents have worked out with what they offered.</summary>
    /// <returns>What does not fit, or null.</returns>
    public string? ReasonAgainst(IReadOnlyCollection<PlanAccepted> shards)
    {
        // With simulated shards all have offered the same data, of which each sample is to be somebody's.
        var offers = _candidates.Values.Select(c => c.Offer).Take(mode == ShardMode.Simulated ? 1 : agents);
        var (train, test) = (offers.Sum(o => (long)o.TrainSamples), offers.Sum(o => (long)o.TestSamples));
        var dealt = (shards.Sum(s => (long)s.TrainSamples), shards.Sum(s => (long)s.TestSamples));
        return dealt == (train, test) && shards.All(s => s is { TrainSamples: >= 0, TestSamples: >= 0 })
            ? null
            : $"The agents' shards have {dealt.Item1} training and {dealt.Item2} test samples together, the data that "
                + $"they offered {train} and {test}; install the same release on all machines.";
    }

    private void Dismiss(Predicate<Candidate> gone)
    {
        foreach (var name in _candidates.Where(c => gone(c.Value)).Select(c => c.Key).ToList())
        {
            _candidates.Remove(name);
        }
    }

    private bool IsLastPlaceKeptFrom(string name) => former.Count > 0 && Enlisted == agents - 1
        && !former.Contains(name) && !former.Any(_candidates.ContainsKey);

    private string? ReasonAgainst(Enlist offer)
    {
        if (offer.ProtocolVersion != EnlistmentProtocol.Version)
        {
            return $"it speaks protocol version {offer.ProtocolVersion}, the server {EnlistmentProtocol.Version}; "
                + "install the same release on both.";
        }

        if (!PlainName.IsPlain(offer.Name, MaxNameLength))
        {
            return $"its name '{PlainName.Shortened(offer.Name)}' must have 1 to {MaxNameLength} letters, "
                + "digits, '.', '_' or '-'.";
        }

        if (offer.Data.Length > MaxDataLength)
        {
            return $"its data are described in {offer.Data.Length} characters; at most {MaxDataLength} are taken.";
        }

        if (offer.Workload != workload)
        {
            return $"its workload is '{PlainName.Shortened(offer.Workload)}', the run's is '{workload}'.";
        }

        return null;
    }

    private string? ReasonAgainstData(Enlist offer, Candidate? formerly)
    {
        if (formerly is not null && formerly.Offer.DataFingerprint != offer.DataFingerprint)
        {
            return $"an agent of the name '{offer.Name}' has enlisted with other data; one that comes back must have "
                + "the same, another one another name.";
        }

        if (offer.TrainSamples <= 0 || offer.TestSamples < 0)
        {
            return $"it offers {offer.TrainSamples} training and {offer.TestSamples} test samples; "
                + "at least one to train with is needed.";
        }

        var first = _candidates.Values.FirstOrDefault();
        return mode == ShardMode.Simulated && first is not null
            && first.Offer.DataFingerprint != offer.DataFingerprint
            ? $"its data differ from those of '{first.Offer.Name}'; with simulated shards all agents must hold the "
                + "same dataset (split-learning.server.shards = private lets each use its own)."
            : null;
    }

    private sealed record Candidate(IActorRef Agent, Enlist Offer);
}

/// <summary>An agent and its number.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Data">What its data are, in its own words.</param>
/// <param name="Ref">Nobody while it is not there yet.</param>
internal sealed record EnlistedAgent(int Index, string Name, string Data, IActorRef Ref);

/// <summary>What the desk says to an agent.</summary>
internal abstract record Admission
{
    /// <summary>It takes part.</summary>
    public sealed record Accepted : Admission;

    /// <summary>It takes part already, and has asked again.</summary>
    public sealed record Repeated : Admission;

    /// <summary>It may not take part.</summary>
    public sealed record Refused(string Reason) : Admission;

    /// <summary>It has the name of another one: which it was in a former life, unless that one still answers.</summary>
    /// <param name="IsSameProcess">Then the former life is over, without asking.</param>
    public sealed record CameBack(IActorRef Former, bool IsSameProcess) : Admission;
}
