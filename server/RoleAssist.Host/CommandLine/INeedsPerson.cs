namespace RoleAssist.Host.CommandLine;

/// <summary>A verb that only a person may run, whatever an agent's terminal answers.</summary>
internal interface INeedsPerson
{
    /// <summary>Gets what it does, such as <c>sign in</c>.</summary>
    string Deed { get; }
}
