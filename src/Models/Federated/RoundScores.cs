using SplitLearning.Models.Training;

namespace SplitLearning.Models.Federated;

/// <summary>Makes the event of a round of all clients' scores.</summary>
public static class RoundScores
{
    /// <param name="round">From 1.</param>
    /// <param name="participants">Clients that took part.</param>
    /// <param name="seconds">Time that the round took, without evaluation.</param>
    /// <param name="scores">One a client; empty where the round was not evaluated.</param>
    public static RoundFinished Of(int round, int participants, double seconds, IReadOnlyList<ClientScore> scores)
    {
        ClientScore[] seen = [.. scores.Where(score => !score.Unseen)];
        ClientScore[] unseen = [.. scores.Where(score => score.Unseen)];
        if (scores.Count == 0)
            return new RoundFinished(round, participants, seconds, Train: null, Test: null, BottomDecile: null, []);
        return new RoundFinished(round, participants, seconds,
            ScoreOver(seen, score => score.Train), ScoreOver(seen, score => score.Test), BottomDecile(seen),
            [.. scores.Select(ClientOf)])
        {
            Validation = seen.All(score => score.Validation is null)
                ? null
                : ScoreOver(seen, score => score.Validation ?? new Score(0, 0, 0)),
            UnseenTest = unseen.Length == 0 ? null : ScoreOver(unseen, score => score.Test),
        };
    }

    /// <summary>The accuracy below which a tenth of the clients is, between neighbours in proportion.</summary>
    /// <remarks>As NumPy's percentile 10. Clients without test samples are left out.</remarks>
    internal static double BottomDecile(IReadOnlyList<ClientScore> scores)
    {
        double[] accuracies = [.. scores.Where(score => score.Test.Count > 0).Select(s => s.Test.Accuracy).Order()];
        if (accuracies.Length == 0)
            return 0;
        var place = 0.1 * (accuracies.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, accuracies.Length - 1);
        return accuracies[below] + (place - below) * (accuracies[above] - accuracies[below]);
    }

    private static RoundScore ScoreOver(ClientScore[] clients, Func<ClientScore, Score> part)
    {
        var score = Score.Over([.. clients.Select(part)]);
        return new RoundScore(score.Loss, score.Accuracy);
    }

    private static RoundClient ClientOf(ClientScore score) =>
        new(score.Client, score.Train.Accuracy, score.Test.Accuracy, score.Pi)
        {
            ValidationAccuracy = score.Validation?.Accuracy,
        };
}
