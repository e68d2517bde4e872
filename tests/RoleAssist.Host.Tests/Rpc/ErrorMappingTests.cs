using ContractsErrorCode = RoleAssist.Contracts.ErrorCode;
using ContractsKind = RoleAssist.Contracts.ProfileKind;
using ContractsSeverity = RoleAssist.Contracts.ProblemSeverity;
using CoreErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>The domain and the wire name the same things the same way, without knowing each other.</summary>
public class ErrorMappingTests
{
    [Fact]
    public void Error_codes_are_the_same_on_both_sides() => Assert.Equal(
        Enum.GetValues<CoreErrorCode>().Select(code => (code.ToString(), (int)code)),
        Enum.GetValues<ContractsErrorCode>().Select(code => (code.ToString(), (int)code)));

    [Fact]
    public void So_are_kinds_and_severities()
    {
        Assert.Equal(Enum.GetNames<Core.Chains.ProfileKind>(), Enum.GetNames<ContractsKind>());
        Assert.Equal(Enum.GetNames<Core.Errors.ProblemSeverity>(), Enum.GetNames<ContractsSeverity>());
    }
}
