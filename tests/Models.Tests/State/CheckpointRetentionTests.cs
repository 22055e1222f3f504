using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Tests;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class CheckpointRetentionTests
{
    [Fact]
    public void LastTwoAndBest_OfMany_AreKept()
    {
        var kept = new CheckpointRetention(KeepLast: 2, KeepBest: true).Kept(
            [new(20, 0), new(5, 0), new(10, 0), new(15, 0), new(20, 1)],
            new Dictionary<int, double> { [5] = 0.8, [7] = 0.99, [10] = 0.9, [15] = 0.9, [20] = 0.5 });

        Assert.Equal([new(10, 0), new(20, 0), new(20, 1)], kept);
    }

    [Fact]
    public void Best_BetweenTurns_HasNoAccuracyOfItsOwn()
    {
        var kept = new CheckpointRetention(KeepLast: 1, KeepBest: true).Kept(
            [new(1, 0), new(1, 3), new(2, 0)], new Dictionary<int, double> { [1] = 0.9, [2] = 0.1 });

        Assert.Equal([new(1, 0), new(2, 0)], kept);
    }

    [Fact]
    public void AnyPlaces_Kept_AreTheNewestAndAtMostOneBesides()
    {
        var cases =
            from places in Gen.ListOf(
                from epochs in Gen.Choose(1, 9)
                from turns in Gen.Choose(0, 2)
                select new CheckpointPlace(epochs, turns))
            from accuracies in Gen.ArrayOf(Gen.Choose(0, 4), 9)
            from last in Gen.Choose(1, 5)
            from best in Gen.Elements(true, false)
            select (Places: places.ToList(), Accuracies: accuracies, Last: last, Best: best);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var accuracies = c.Accuracies.Index().ToDictionary(pair => pair.Index + 1, pair => pair.Item / 4.0);
            var kept = new CheckpointRetention(c.Last, c.Best).Kept(c.Places, accuracies);
            var newest = c.Places.Distinct().OrderDescending().Take(c.Last).ToList();
            var highest = c.Places.Where(place => place.Turns == 0)
                .Select(place => accuracies[place.Epochs]).DefaultIfEmpty().Max();
            var besides = kept.Except(newest).ToList();
            return newest.All(kept.Contains) && kept.SequenceEqual(kept.Order()) && kept.All(c.Places.Contains)
                && besides.Count <= (c.Best ? 1 : 0)
                && besides.All(place => accuracies[place.Epochs] == highest)
                && (!c.Best || c.Places.All(place => place.Turns > 0)
                    || kept.Any(place => place.Turns == 0 && accuracies[place.Epochs] == highest));
        }).Check(Properties.Seeded);
    }
}
