namespace Akka.Remote.Transport;

/// <summary>Lets each system message of one peer through once and in order.</summary>
internal sealed class InboundSequence
{
    private readonly Lock guard = new();
    private long last;

    public long Last => Interlocked.Read(ref last);

    /// <summary>Delivers unless the message came before, over this or an earlier connection.</summary>
    /// <exception cref="ProtocolViolationException">One is missing in between.</exception>
    public void Deliver(long sequence, Action deliver)
    {
        lock (guard)
        {
            if (sequence <= last) return;
            if (sequence != last + 1)
                throw new ProtocolViolationException($"System message {sequence} came after {last}");
            Interlocked.Exchange(ref last, sequence);
            deliver();
        }
    }
}
