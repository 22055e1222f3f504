using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

/// <summary>Keeps what is written, and gives it back in pieces of the given sizes (then whole).</summary>
internal sealed class RecordedWire(params int[] pieces) : IWire
{
    private readonly List<byte> bytes = [];
    private int position;
    private int reads;

    public RecordedWire(byte[] content, params int[] pieces)
        : this(pieces) => bytes.AddRange(content);

    public string RemoteEndPoint => "a test";

    public TimeSpan ReadTimeout { get; set; }

    public List<byte[]> Segments { get; } = [];

    public List<int> ReadSizes { get; } = [];

    public Action OnRead { get; init; } = () => { };

    public int Length => bytes.Count;

    public byte[] Content => [.. bytes];

    public int Read(Span<byte> into)
    {
        ReadSizes.Add(into.Length);
        OnRead();
        var piece = reads < pieces.Length ? Math.Max(1, pieces[reads++]) : int.MaxValue;
        var count = Math.Min(Math.Min(piece, into.Length), bytes.Count - position);
        bytes.GetRange(position, count).ToArray().CopyTo(into);
        position += count;
        return count;
    }

    public void Write(ReadOnlySpan<byte> written) => bytes.AddRange(written.ToArray());

    public void Write(IList<ArraySegment<byte>> segments)
    {
        foreach (var segment in segments)
        {
            Segments.Add(segment.Array!);
            bytes.AddRange(segment);
        }
    }

    public void EndWriting()
    {
    }

    public void Cut()
    {
    }

    public void Dispose()
    {
    }
}
