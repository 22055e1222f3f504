using Akka.Actor;

namespace RemoteBench.Soaking;

/// <summary>Sends numbers, so many in flight, and checks that each is answered, in their order.</summary>
internal abstract class Flow : ReceiveActor, IWithTimers
{
    /// <summary>What is not answered within it, while nothing else is either, does not count as in flight.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string name;
    private readonly int inFlight;
    private readonly Tally answers = new();
    private long sent;
    private long givenUp;
    private long lastSeen;
    private IActorRef? drainer;

    protected Flow(string name, int inFlight)
    {
        this.name = name;
        this.inFlight = inFlight;
        Receive<Tick>(_ => Look());
        Receive<Drain>(_ =>
        {
            drainer = Sender;
            Go();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Patience);
        Fill();
    }

    protected abstract void Send(long number);

    protected void Answered(long number)
    {
        answers.Note(number);
        Go();
    }

    protected void AnsweredByAlien()
    {
        answers.NoteAlien();
        Go();
    }

    private void Go()
    {
        if (drainer is null) Fill();
        else if (answers.Last == sent) Report(drainer);
    }

    private void Fill()
    {
        while (sent - Math.Max(answers.Last, givenUp) < inFlight) Send(++sent);
    }

    private void Look()
    {
        var quiet = answers.Count == lastSeen;
        lastSeen = answers.Count;
        if (!quiet) return;
        givenUp = sent;
        if (drainer is null) Fill();
        else Report(drainer);
    }

    private void Report(IActorRef to) => to.Tell(new Figures(
        name, answers.Count, answers.Missing + sent - answers.Last, answers.OutOfOrder));

    /// <summary>Sends no more; answered by <see cref="Figures"/> when all has come, or nothing comes any more.
    /// </summary>
    internal sealed record Drain;

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}

/// <param name="Missing">Numbers that did not come, though later ones did or were sent.</param>
internal sealed record Figures(string Name, long Count, long Missing, long OutOfOrder);
