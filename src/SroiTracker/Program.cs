using SroiTracker;
using SroiTracker.CommandLine;

return await Commands.Run(args);
