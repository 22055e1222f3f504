namespace Akka.Remote.Transport;

/// <summary>
/// Lets the connections of one lane of a peer deliver one after the other, in the order they were made.
/// </summary>
/// <remarks>
/// A peer whose connection broke dials again at once, while frames that it sent over the old one may still lie in the
/// buffers here. Read side by side, the new ones could overtake them.
/// </remarks>
internal sealed class InboundTurns
{
    private readonly object changed = new();
    private readonly List<IWire> inOrder = [];

    /// <summary>
    /// Ends the earlier connections, which the peer has given up, and waits until all is read from them.
    /// </summary>
    public void Await(IWire wire)
    {
        IWire[] earlier;
        lock (changed)
        {
            earlier = [.. inOrder];
            inOrder.Add(wire);
        }

        foreach (var old in earlier) old.Cut();
        lock (changed)
        {
            while (inOrder[0] != wire) Monitor.Wait(changed);
        }
    }

    public void End(IWire wire)
    {
        lock (changed)
        {
            inOrder.Remove(wire);
            Monitor.PulseAll(changed);
        }
    }
}
