using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RunFunctions.Api;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddRunFunctions();
await builder.Build().RunAsync();
