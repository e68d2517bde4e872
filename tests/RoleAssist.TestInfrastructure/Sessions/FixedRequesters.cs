using RoleAssist.Core.Requesters;

namespace RoleAssist.TestInfrastructure.Sessions;

/// <summary>A process that was started by whom the test says: a person, wherever the tests run.</summary>
public sealed class FixedRequesters(Requester? requester = null, AgentAccess? access = null) : IRequesters
{
    public FoundRequester Own { get; } = new(requester ?? Requester.Person, access);
}
