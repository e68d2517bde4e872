namespace RoleAssist.Core.Keys;

/// <summary>Finds what may still hold a key that was moved out of the AWS files.</summary>
public interface IKeyTraces
{
    /// <summary>Returns a sentence for each place that is known.</summary>
    IReadOnlyList<string> Find();
}
