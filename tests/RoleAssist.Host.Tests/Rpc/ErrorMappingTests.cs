using ContractsErrorCode = RoleAssist.Contracts.ErrorCode;
using ContractsKind = RoleAssist.Contracts.ProfileKind;
using ContractsSeverity = RoleAssist.Contracts.ProblemSeverity;
using CoreErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Tests.Rpc;

/// <summary>Core and the wire use the same names without referencing each other.</summary>
public class ErrorMappingTests
{
    [Fact]
    public void Error_codes_are_the_same_on_both_sides() =>
        Assert.Equal(
            Enum.GetValues<CoreErrorCode>().Select(code => (code.ToString(), (int)code)),
            Enum.GetValues<ContractsErrorCode>().Select(code => (code.ToString(), (int)code))
        );

    [Fact]
    public void Kinds_and_severities_are_the_same_on_both_sides()
    {
        Assert.Equal(Enum.GetNames<Core.Chains.ProfileKind>(), Enum.GetNames<ContractsKind>());
        Assert.Equal(Enum.GetNames<Core.Errors.ProblemSeverity>(), Enum.GetNames<ContractsSeverity>());
    }
}
