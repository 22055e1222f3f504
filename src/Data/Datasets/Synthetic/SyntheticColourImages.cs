namespace SplitLearning.Data.Datasets.Synthetic;
internal static class SyntheticColourImages { public static IDataset Create() => throw new System.NotImplementedException(); }
