namespace Akka.Cluster;

/// <summary>Where a member stands between joining and removal; only the leader moves it, except to Leaving and
/// Down.</summary>
public enum MemberStatus
{
    Joining = 0,
    Up = 1,
    Leaving = 2,
    Exiting = 3,
    Down = 4,
    Removed = 5,
    WeaklyUp = 6,
}
