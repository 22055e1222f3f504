namespace SplitLearning.Actors.Enlistment;

/// <summary>Orders names as people count: <c>agent-2</c> comes before <c>agent-10</c>.</summary>
internal sealed class AgentNameComparer : IComparer<string>
{
    public static readonly AgentNameComparer Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parts(x!), Parts(y!));
        var byText = string.CompareOrdinal(left.Text, right.Text);
        if (byText != 0)
        {
            return byText;
        }

        // Longer numbers are greater once leading zeros are gone.
        var byLength = left.Number.Length.CompareTo(right.Number.Length);
        var byNumber = byLength != 0 ? byLength : string.CompareOrdinal(left.Number, right.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(x, y);
    }

    private static (string Text, string Number) Parts(string name)
    {
        var text = name.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return (text, name[text.Length..].TrimStart('0'));
    }
}
