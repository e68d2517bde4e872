namespace RoleAssist.Core.Requesters;

/// <summary>Finds out who asks.</summary>
public interface IRequesters
{
    /// <summary>Gets who started this process. It is found out once, when it is first needed.</summary>
    FoundRequester Own { get; }
}
