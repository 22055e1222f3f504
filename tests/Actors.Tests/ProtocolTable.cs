namespace SplitLearning.Actors.Tests;

/// <summary>What each message does in each state, as a table that tests are made of.</summary>
internal static class ProtocolTable
{
    /// <summary>State, message and the first letter of the effect, of each cell.</summary>
    /// <param name="table">States in the first line; in the others a message and its effects.</param>
    public static TheoryData<string, string, char> Cells(string table)
    {
        var cells = new TheoryData<string, string, char>();
        var rows = table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var row in rows.Skip(1))
        {
            for (var i = 0; i < rows[0].Length; i++)
                cells.Add(rows[0][i], row[0], row[i + 1][0]);
        }

        return cells;
    }
}
