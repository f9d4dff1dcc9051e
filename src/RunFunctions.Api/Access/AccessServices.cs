using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Access").Get<AccessSettings>() ?? new AccessSettings())
        .AddSingleton<ConfiguredKeys>()
        .AddSingleton<IKeyRing, SigningKeyTable>()
        .AddSingleton<ITokenStore, TokenTable>()
        .AddSingleton<IOrganizationStore, OrganizationTable>()
        .AddSingleton<IMembershipStore, MembershipTable>()
        .AddSingleton<IPatientStore, PatientTable>()
        .AddSingleton<AssignmentTable>()
        .AddSingleton<IAssignmentStore>(provider => provider.GetRequiredService<AssignmentTable>())
        .AddSingleton<IAssignments>(provider => provider.GetRequiredService<AssignmentTable>())
        .AddSingleton<CredentialCache<AccessToken>>()
        .AddSingleton<CredentialCache<Membership>>()
        .AddSingleton<IssueToken>()
        .AddSingleton<CreateToken>()
        .AddSingleton<RevokeToken>()
        .AddSingleton<CreateOrganization>()
        .AddSingleton<RenameOrganization>()
        .AddSingleton<AddMember>()
        .AddSingleton<ChangeMember>()
        .AddSingleton<RemoveMember>()
        .AddSingleton<RegisterPatient>()
        .AddSingleton<ChangePatient>()
        .AddSingleton<RemovePatient>()
        .AddSingleton<GetPatient>()
        .AddSingleton<ListPatients>()
        .AddSingleton<AssignPatient>()
        .AddSingleton<ListAssignments>()
        .AddSingleton<RotateKey>()
        .AddSingleton<RecogniseToken>()
        .AddSingleton<RecogniseLogin>()
        .AddSingleton<AppServiceLogins>();
}
