using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Tests;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class CheckpointPlaceTests
{
    private static readonly Gen<CheckpointPlace> Places =
        from epochs in Gen.Choose(0, 12_000)
        from turns in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 300)))
        select new CheckpointPlace(epochs, turns);

    [Theory]
    [InlineData(5, 0, "epoch-0005", "epoch 5")]
    [InlineData(5, 2, "epoch-0005-turn-02", "epoch 5 and 2 turns")]
    [InlineData(0, 1, "epoch-0000-turn-01", "epoch 0 and 1 turn")]
    [InlineData(10_000, 123, "epoch-10000-turn-123", "epoch 10000 and 123 turns")]
    public void Place_OfAnyDepth_HasItsFolderAndWords(int epochs, int turns, string folder, string words)
    {
        var place = new CheckpointPlace(epochs, turns);

        Assert.Equal((folder, words), (place.FolderName, $"{place}"));
    }

    [Fact]
    public void AnyPlace_FolderNameReadBack_IsThePlace() =>
        Prop.ForAll(Places.ToArbitrary(), place =>
            CheckpointPlace.OfFolder(place.FolderName) == (place == default ? null : place)).Check(Properties.Seeded);

    [Fact]
    public void AnyTwoPlaces_Compared_StandInTheOrderOfTheRun() =>
        Prop.ForAll(Gen.Zip(Places, Places).ToArbitrary(), pair =>
        {
            var (one, other) = pair;
            var expected = Math.Sign((1_000_000L * (one.Epochs - other.Epochs)) + one.Turns - other.Turns);
            return Math.Sign(one.CompareTo(other)) == expected && one < other == expected < 0
                && one >= other == expected >= 0;
        }).Check(Properties.Seeded);

    [Theory]
    [InlineData("epoch-x")]
    [InlineData("epoch-5")]
    [InlineData("epoch-00005")]
    [InlineData("epoch-0000")]
    [InlineData("epoch-0005-turn-00")]
    [InlineData("epoch-0005-turn-2")]
    [InlineData("epoch-0005-turn-02.old")]
    [InlineData("epoch-99999999999999999999")]
    [InlineData("checkpoint-0005")]
    public void Folder_OfAnotherName_IsNoPlace(string name) => Assert.Null(CheckpointPlace.OfFolder(name));
}
