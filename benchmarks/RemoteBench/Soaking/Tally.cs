namespace RemoteBench.Soaking;

/// <summary>What came of numbers that were sent as 1, 2, 3, ...</summary>
internal sealed class Tally
{
    public long Count { get; private set; }

    public long Last { get; private set; }

    public long Missing { get; private set; }

    /// <summary>Came behind a later one, came twice, or is none of the numbers at all.</summary>
    public long OutOfOrder { get; private set; }

    public void Note(long number)
    {
        Count++;
        if (number <= Last)
        {
            OutOfOrder++;
            return;
        }

        Missing += number - Last - 1;
        Last = number;
    }

    public void NoteAlien() => OutOfOrder++;
}
