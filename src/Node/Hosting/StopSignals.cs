using System.Runtime.InteropServices;

namespace SplitLearning.Node.Hosting;

/// <summary>Ctrl-C and SIGTERM ask the command to stop in order; a second Ctrl-C ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // What every orderly stop may take: telling others, leaving the cluster, closing files.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(8);

    private readonly bool _leaveInterrupts;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <param name="leaveInterrupts">
    /// Ctrl-C at a terminal goes to all processes there; what was started by another of them waits for its word.
    /// </param>
    public StopSignals(bool leaveInterrupts)
    {
        _leaveInterrupts = leaveInterrupts;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Stop => _stop.Token;

    /// <summary>What an orderly stop of this command may take beside that, before it is cut short.</summary>
    public TimeSpan Extra { get; set; }

    /// <summary>Asks for an orderly stop, as a signal would.</summary>
    public void Request()
    {
        HardExit.After(Usual + Extra, ExitCode.Interrupted);
        _stop.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true; // the runtime would end the process before the others were told
        if (_leaveInterrupts && context.Signal == PosixSignal.SIGINT)
            return;

        if (!_stop.IsCancellationRequested)
            ThreadPool.QueueUserWorkItem(_ => Request());
        else if (context.Signal == PosixSignal.SIGINT)
            HardExit.Now(ExitCode.Interrupted);
    }
}
