"""What a DynamicFrame can do, a file a group of its methods.

Each function is a method of DynamicFrame, which takes the frame first. All of them have the arguments that
AWS's documentation gives every transform:

- `transformation_ctx`: a name that is unique in the script. It is the key of what the job's bookmark keeps.
- `info`: a text that stands in the error records of this transform.
- `stageThreshold`, `totalThreshold`: how many error records, of this transform or of all up to it, end the
  job. 0 is for no such limit.
"""
