using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Federated;

/// <content>Rounds: orders go out, sums and scores come back; checkpoints.</content>
public sealed partial class AggregatorActor
{
    private int _round; // whole rounds that are done
    private int _jobs; // of the course
    private RoundTally _roundTally = new(round: 0); // of the round under way

    /// <summary>Begins whatever comes next.</summary>
    private void GoOn()
    {
        if (_round < _plan.Rounds)
        {
            _roundTally = new RoundTally(_round + 1);
            Order(JobKind.Train);
        }
        else
        {
            Become(Finishing);
            _model.Tell(AggregatorModelActor.GiveResult.Instance);
        }
    }

    private void Order(JobKind kind)
    {
        Place = $"round {_roundTally.Round}{(kind == JobKind.Evaluate ? ", evaluation" : "")}";
        Become(() => Ordering(kind));
        _model.Tell(new AggregatorModelActor.GiveOrder(
            kind, [.. _hosts.Select(host => host.Clients.Select(hosted => hosted.Client).ToHashSet())]));
    }

    private void Ordering(JobKind kind)
    {
        Receive<AggregatorModelActor.Ordered>(ordered =>
        {
            var id = new JobId(_course, ++_jobs);
            var jobs = new JobBoard();
            foreach (var (host, own) in _hosts.Zip(ordered.Orders).Where(pair => pair.Second.Order.Clients.Count > 0))
            {
                _held.Keep(own.Models.Hash, own.Models.Bytes);
                var source = new SnapshotSource(own.Models.Hash, _snapshotSender, "server");
                jobs.Add(host, new RunJob(id, kind, own.Order, source), Now);
            }

            if (kind == JobKind.Train)
            {
                _roundTally.Participants = ordered.Clients;
            }

            Become(() => InJob(kind, id, jobs));
            Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
            jobs.TellOpen();
        });
        ReceiveInEveryState();
    }

    private void InJob(JobKind kind, JobId id, JobBoard jobs)
    {
        Receive<JobPending>(m => m.Job == id && HostOf(Sender) is not null, m =>
            jobs.NoteProgress(HostOf(Sender)!, m.Progress, Now));
        Receive<JobDone>(m => m.Job == id && HostOf(Sender) is not null, m =>
        {
            if (jobs.Report(HostOf(Sender)!, m, Now))
            {
                Count("models", m.FetchedBytes);
                FetchNext();
            }
        });
        Receive<JobFailed>(m => m.Job == id && HostOf(Sender) is not null, m => GiveUp(
            m.Kind, $"Agent '{HostOf(Sender)!.Name}' has failed in {Place}: {m.Reason}"));
        Receive<Fetched>(m => jobs.Take(m.Hash), m =>
        {
            Count(kind == JobKind.Train ? "contributions" : "scores", m.State.Length);
            if (kind == JobKind.Train)
            {
                _model.Tell(new AggregatorModelActor.Add(m.State));
            }
            else
            {
                Add(m.State);
            }
        });
        Receive<FetchFailed>(m => m.Hash == jobs.Fetching?.Result, m =>
        {
            Log.Warning("{0}", m.Reason);
            jobs.Reopen(Now); // the agent tells again what it has
            FetchNext();
        });
        Receive<AggregatorModelActor.Added>(added => Added(added.Error));
        Receive<AggregatorModelActor.Finished>(finished => EndTraining(finished.Error));
        Receive<Tick>(_ =>
        {
            if (jobs.Stuck(Now, Options.TurnTimeout) is { } host)
            {
                Membership.Tell(new DeclareDead(host.Ref.Path.Address));
                Lose(host, $"has made no progress for {Options.TurnTimeout.TotalSeconds:0} s");
            }
            else
            {
                jobs.TellOpen();
            }
        });
        ReceiveInEveryState();

        // One after the other: so there is never more than one contribution in memory beside the sum.
        void FetchNext()
        {
            if (jobs.NextToFetch() is { } source)
            {
                _snapshotReceiver.Tell(new Fetch(source));
            }
        }

        void Add(ReadOnlyMemory<byte> scores)
        {
            try
            {
                _roundTally.Scores.AddRange(RoundBlobs.ScoresOf(scores));
                Added(error: null);
            }
            catch (StateException e)
            {
                Added(e.Message);
            }
        }

        void Added(string? error)
        {
            if (error is not null)
            {
                GiveUp(FailureKind.Refused, $"What agent '{jobs.Fetching!.Host.Name}' gave in {Place} cannot be "
                    + $"used: {error}");
                return;
            }

            jobs.Close();
            if (!jobs.IsDone)
            {
                FetchNext();
            }
            else if (kind == JobKind.Train)
            {
                _model.Tell(AggregatorModelActor.Finish.Instance);
            }
            else
            {
                EndRound();
            }
        }
    }

    private void EndTraining(string? error)
    {
        if (error is not null)
        {
            GiveUp(FailureKind.Refused, $"The agents' contributions to {Place} do not fit together: {error}");
            return;
        }

        _roundTally.EndTraining();
        if (_plan.IsEvaluationDue(_round + 1))
        {
            Order(JobKind.Evaluate);
        }
        else
        {
            EndRound();
        }
    }

    private void EndRound()
    {
        Timers.CancelAll();
        _round++;
        var round = _roundTally.Finished();
        Record(round);
        if (round.Test is { } test)
        {
            _model.Tell(new AggregatorModelActor.Tested(_round, test.Accuracy));
        }

        if (_plan.IsCheckpointDue(_round))
        {
            Save();
        }
        else
        {
            GoOn();
        }
    }

    private void Save()
    {
        Place = $"the checkpoint of round {_round}";
        _waitingFor.Clear();
        _waitingFor.UnionWith(_hosts.Where(host => host.IsPresent && host.Clients.Count > 0));
        var (watch, files, since) = (Stopwatch.StartNew(), new List<string>(), Now);
        Become(() => Saving(watch, files, since));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
        AskForClients();
    }

    /// <summary>The agents first: what the aggregator has written all others have too.</summary>
    private void Saving(Stopwatch watch, List<string> files, TimeSpan since)
    {
        Receive<ClientsSaved>(m => IsOfThisRound(m.Course, m.Round) && _waitingFor.Remove(HostOf(Sender)!), m =>
        {
            files.AddRange(m.Files.Select(file => $"{HostOf(Sender)!.Name}/{file}"));
            BytesSent["checkpoint"] += m.Bytes;
            if (_waitingFor.Count == 0)
            {
                _model.Tell(AggregatorModelActor.Save.Instance);
            }
        });
        Receive<SavingFailed>(m => IsOfThisRound(m.Course, m.Round) && HostOf(Sender) is not null, m =>
            End($"agent '{HostOf(Sender)!.Name}': {m.Reason}"));
        Receive<AggregatorModelActor.Saved>(saved =>
        {
            files.AddRange(saved.Files.Select(file => $"server/{file}"));
            BytesSent["checkpoint"] += saved.Bytes;
            End(saved.Error);
        });
        Receive<Tick>(_ => Now - since >= Options.RejoinTimeout, _ => End(
            $"agent '{_waitingFor.FirstOrDefault()?.Name}' has not confirmed it after "
            + $"{Options.RejoinTimeout.TotalSeconds:0} s"));
        Receive<Tick>(_ => AskForClients());
        ReceiveInEveryState();

        bool IsOfThisRound(int course, int round) => (course, round) == (_course, _round);

        void End(string? error)
        {
            Timers.CancelAll();
            Record(error is null
                ? new CheckpointWritten(_round, watch.Elapsed.TotalSeconds, files)
                : new CheckpointFailed(_round, error));
            GoOn(); // without it too: the next one may be luckier
        }
    }

    private void AskForClients()
    {
        foreach (var host in _waitingFor)
        {
            host.Ref.Tell(new SaveClients(_course, _round));
        }
    }

    private void Count(string kind, long bytes)
    {
        BytesSent[kind] += bytes;
        _roundTally.Bytes += bytes;
    }

    /// <summary>What is known of a round under way.</summary>
    private sealed class RoundTally(int round)
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private double _seconds;

        public int Round => round;

        public int Participants { get; set; }

        /// <summary>Of models, contributions and scores.</summary>
        public long Bytes { get; set; }

        public List<ClientScore> Scores { get; } = [];

        public void EndTraining() => _seconds = _watch.Elapsed.TotalSeconds;

        public RoundFinished Finished() =>
            RoundScores.Of(round, Participants, _seconds, [.. Scores.OrderBy(score => score.Client)]) with
            {
                BytesSent = Bytes,
            };
    }
}
