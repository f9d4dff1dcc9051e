using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Access.Demonstration;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services
        .AddAudit()
        .AddSingleton(configuration.GetSection("Access").Get<AccessSettings>() ?? new AccessSettings())
        .AddSingleton<ConfiguredKeys>()
        .AddSingleton<IKeyRing, SigningKeyTable>()
        .AddSingleton<ITokenStore, TokenTable>()
        .AddSingleton<IMembershipStore, MembershipTable>()
        .AddSingleton<CredentialCache<AccessToken>>()
        .AddSingleton<CredentialCache<Membership>>()
        .AddSingleton((configuration.GetSection("Access:RateLimit").Get<RateLimitSettings>() ?? new RateLimitSettings()).Checked())
        .AddSingleton<RateLimits>()
        .AddSingleton<IssueToken>()
        .AddSingleton<IssueLink>()
        .AddSingleton<RecogniseLink>()
        .AddSingleton<RecogniseToken>()
        .AddSingleton<RecogniseLogin>()
        .AddSingleton<NoteTokenUse>()
        .AddHostedService<TokenUseFlush>()
        .AddSingleton<AppServiceLogins>()
        .AddResources()
        .AddDemonstration(configuration);

    private static IServiceCollection AddResources(this IServiceCollection services) => services
        .AddSingleton<IOrganizationStore, OrganizationTable>()
        .AddSingleton<IPatientStore, PatientTable>()
        .AddSingleton<AssignmentTable>()
        .AddSingleton<IAssignmentStore>(provider => provider.GetRequiredService<AssignmentTable>())
        .AddSingleton<IAssignments>(provider => provider.GetRequiredService<AssignmentTable>())
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
        .AddSingleton<RotateKey>();

    private static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditChainTable>()
        .AddSingleton<AuditTable>()
        .AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<AuditTable>())
        .AddSingleton<AuditLog>()
        .AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditLog>())
        .AddSingleton<VerifyAudit>()
        .AddHostedService<AuditFlush>();

    private static IServiceCollection AddDemonstration(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Access:Demonstration").Get<DemonstrationSettings>() ?? new DemonstrationSettings())
        .AddSingleton<SeedDemonstration>()
        .AddHostedService<DemonstrationSeeder>();
}
