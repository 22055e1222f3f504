using System.Buffers.Binary;
using Akka.Actor;

namespace RemoteBench.Soaking;

/// <summary>Checks the numbers of the messages that come, and answers each with its number.</summary>
internal sealed class Sink : ReceiveActor
{
    public Sink(string name)
    {
        var tally = new Tally();
        Receive<byte[]>(message =>
        {
            var number = BinaryPrimitives.ReadInt64LittleEndian(message);
            if (number == BinaryPrimitives.ReadInt64LittleEndian(message.AsSpan(message.Length - sizeof(long))))
                tally.Note(number);
            else
                tally.NoteAlien();
            Sender.Tell(number);
        });
        Receive<Ask>(_ => Sender.Tell(new Figures(name, tally.Count, tally.Missing, tally.OutOfOrder)));
    }

    /// <summary>The number stands at both ends, so that a message mixed of two is seen.</summary>
    public static byte[] Message(long number, int size)
    {
        var message = GC.AllocateUninitializedArray<byte>(size);
        BinaryPrimitives.WriteInt64LittleEndian(message, number);
        BinaryPrimitives.WriteInt64LittleEndian(message.AsSpan(size - sizeof(long)), number);
        return message;
    }

    /// <summary>Answered by <see cref="Figures"/>.</summary>
    internal sealed record Ask;
}
